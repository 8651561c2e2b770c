package io.rmaflow.kit.web.openapi;

import com.github.therapi.runtimejavadoc.ClassJavadoc;
import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentElement;
import com.github.therapi.runtimejavadoc.CommentText;
import com.github.therapi.runtimejavadoc.InlineLink;
import com.github.therapi.runtimejavadoc.InlineTag;
import com.github.therapi.runtimejavadoc.InlineValue;
import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the comments of the code say, as CommonMark. */
final class Comments {

  private static final Pattern END_OF_SENTENCE = Pattern.compile("[.!?](?=\\s)|[.!?]$");
  private static final Pattern ENTITY = Pattern.compile("&(lt|gt|amp|quot|nbsp);");
  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ");

  private Comments() {}

  /**
   * What is said of a method.
   *
   * @param summary the first sentence, without its full stop
   * @param rest what follows it; may be empty
   * @param parameters by their names in Java
   */
  record OfMethod(String summary, String rest, Map<String, String> parameters) {}

  /** What is said of a handler; the summary is empty where nothing is. */
  static OfMethod of(Method method) {
    ClassJavadoc type = RuntimeJavadoc.getJavadoc(method.getDeclaringClass());
    List<MethodJavadoc> named =
        type.getMethods().stream().filter(said -> said.getName().equals(method.getName())).toList();
    MethodJavadoc said =
        named.stream()
            .filter(one -> named.size() == 1 || one.matches(method))
            .findFirst()
            // of a class with an interface, the list has only what that has as well
            .orElseGet(() -> RuntimeJavadoc.getJavadoc(method));
    String whole = text(said.getComment(), method.getDeclaringClass());
    String first = firstSentence(whole);
    String rest = whole.substring(first.length()).strip();
    return new OfMethod(
        first.endsWith(".") ? first.substring(0, first.length() - 1) : first,
        rest,
        parameters(said.getParams(), method.getDeclaringClass()));
  }

  /** What is said of a type; empty where nothing is. */
  static String of(Class<?> type) {
    return text(RuntimeJavadoc.getJavadoc(type).getComment(), type);
  }

  /** What is said of the components of a record. */
  static Map<String, String> ofComponents(Class<?> record) {
    return parameters(RuntimeJavadoc.getJavadoc(record).getRecordComponents(), record);
  }

  /** What is said of the constants of an enum that something is said of, in their order. */
  static Map<String, String> ofConstants(Class<?> type) {
    Map<String, String> said = new LinkedHashMap<>();
    RuntimeJavadoc.getJavadoc(type)
        .getEnumConstants()
        .forEach(
            constant -> {
              String text = text(constant.getComment(), type);
              if (!text.isEmpty()) {
                said.put(constant.getName(), text);
              }
            });
    return said;
  }

  /** The first sentence of a text; all of it where it is one. */
  static String firstSentence(String text) {
    Matcher end = END_OF_SENTENCE.matcher(text);
    return end.find() ? text.substring(0, end.end()) : text;
  }

  private static Map<String, String> parameters(List<ParamJavadoc> params, Class<?> in) {
    Map<String, String> said = new LinkedHashMap<>();
    params.forEach(param -> said.put(param.getName(), begun(text(param.getComment(), in))));
    return said;
  }

  /** As a sentence begins, which the rest of a line of Javadoc does not. */
  private static String begun(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String text(Comment comment, Class<?> in) {
    StringBuilder text = new StringBuilder();
    for (CommentElement element : comment.getElements()) {
      text.append(text(element, in));
    }
    return tidy(text.toString());
  }

  private static String text(CommentElement element, Class<?> in) {
    return switch (element) {
      case CommentText plain -> withoutHtml(plain.getValue());
      case InlineLink link -> link.getLink().getLabel().replace('#', '.');
      case InlineValue value -> value(value.getValue(), in);
      case InlineTag tag when tag.getName().equals("code") -> "`" + tag.getValue().strip() + "`";
      case InlineTag tag -> tag.getValue();
      default -> element.toString();
    };
  }

  /** The value of a constant, which a reader of the description has no other way to see. */
  private static String value(Value reference, Class<?> in) {
    String member = reference.getReferencedMemberName();
    // a constant of a class around it is named as if it were the class's own
    for (Class<?> around = in; around != null; around = around.getEnclosingClass()) {
      Object found = constant(around, member);
      if (found instanceof Integer || found instanceof Long) {
        return String.format(Locale.ROOT, "%,d", ((Number) found).longValue());
      }
      if (found != null) {
        return found.toString();
      }
    }
    throw new IllegalStateException("there is no constant " + member + " in or around " + in);
  }

  private static @Nullable Object constant(Class<?> declaring, String name) {
    try {
      Field field = declaring.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (NoSuchFieldException elsewhere) {
      return null;
    } catch (IllegalAccessException unreachable) {
      throw new IllegalStateException(unreachable);
    }
  }

  private static String withoutHtml(String text) {
    String marked =
        text.replaceAll("(?i)\\s*</?(?:p|ul|ol)>\\s*", "\n\n")
            .replaceAll("(?i)\\s*<li>\\s*", "\n- ")
            .replaceAll("(?i)</li>", "")
            .replaceAll("(?i)</?(?:code|tt)>", "`")
            .replaceAll("(?i)</?(?:b|strong)>", "**")
            .replaceAll("(?i)</?(?:i|em)>", "*");
    return ENTITY.matcher(marked).replaceAll(found -> ENTITIES.get(found.group(1)));
  }

  /** Lines of the source are no lines of the text; paragraphs and items are. */
  private static String tidy(String text) {
    StringBuilder tidy = new StringBuilder();
    for (String paragraph : text.strip().split("\\n\\s*\\n", -1)) {
      if (!tidy.isEmpty()) {
        tidy.append("\n\n");
      }
      tidy.append(paragraph.strip().replaceAll("\\s*\\n(?!- )\\s*", " ").replaceAll(" {2,}", " "));
    }
    return tidy.toString();
  }
}
