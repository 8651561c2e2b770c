package io.rmaflow.kit.web.reading;

import io.rmaflow.kit.web.PageRequest;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record of a request as a caller sends it.
 *
 * @param name of the field, or of the parameter of a query
 * @param shape what it may be
 * @param required whether it has to be there
 * @param nullMeansMore whether {@code null} is another thing than nothing
 * @param whereAbsent what it is where it is not sent, as it would be written in a query
 */
public record RequestField(
    String name,
    RequestShape shape,
    boolean required,
    boolean nullMeansMore,
    @Nullable String whereAbsent) {

  /**
   * The components of a record, in order.
   *
   * @throws IllegalStateException where one does not say how it is read
   */
  public static List<RequestField> of(Class<?> record) {
    return RecordReader.of(record).fields();
  }

  /** The parameters of a {@link PageRequest}. */
  public static List<RequestField> ofPage() {
    return of(PageQuery.class);
  }

  /**
   * The parts of a form, which the operation reads itself.
   *
   * @param record with {@code byte[]} for a file
   * @throws IllegalStateException where another component does not say how it is read
   */
  public static List<RequestField> ofForm(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(RequestField::part).toList();
  }

  private static RequestField part(RecordComponent component) {
    AnnotatedType type = component.getAnnotatedType();
    boolean required = !type.isAnnotationPresent(Nullable.class);
    RequestShape shape =
        component.getType() == byte[].class
            ? new RequestShape.Value("string", Map.of("format", "binary"))
            : Readers.of(type).shape();
    return new RequestField(component.getName(), shape, required, false, null);
  }
}
