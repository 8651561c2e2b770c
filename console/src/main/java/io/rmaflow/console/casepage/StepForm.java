package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.model.CaseFile;
import io.rmaflow.client.rma.model.UnexpectedUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * The form of a step, filled in as far as somebody has filled it in.
 *
 * @param step what it records
 * @param key under which it is sent, however often it is
 * @param version of the case that it was made from
 * @param inputs in order
 * @param problems with it as a whole
 * @param open whether it is shown unfolded
 */
record StepForm(
    Step step, String key, long version, List<Input> inputs, List<String> problems, boolean open) {

  /**
   * One field of the form.
   *
   * @param id unique on the page
   * @param values as they were typed, or filled in
   * @param problems with it, in the person's language
   * @param offered what there is to choose from
   */
  record Input(
      Field field, String id, List<String> values, List<String> problems, List<Offered> offered) {

    /** The first value; empty where there is none. */
    public String value() {
      return values.isEmpty() ? "" : values.getFirst();
    }

    /** Whether somebody has to look at it although it is folded away. */
    public boolean matters() {
      return !problems.isEmpty() || (!values.isEmpty() && field.kind() != Field.Kind.RMA_NUMBER);
    }
  }

  /**
   * A value to choose.
   *
   * @param key of what it is called; empty where it is called by its own name
   * @param name its own name; empty where there is a key
   */
  record Offered(String value, String key, String name) {}

  /**
   * What is wrong with a form, as the service says it.
   *
   * @param field the path of the field; empty where it is about the whole
   * @param text in the person's language
   */
  record Wrong(String field, String text) {

    /** The name of the field without what comes after it in a path. */
    String of() {
      return field.replaceFirst("[.\\[].*", "");
    }
  }

  /** A form that nobody has filled in yet. */
  static StepForm blank(Step step, Reading of) {
    return filled(step, of, Typed.NOTHING, UUID.randomUUID().toString(), List.of(), false);
  }

  /**
   * A form that comes back to whoever filled it in.
   *
   * @param key the one that it was sent with, where nobody knows what became of it; a new one where
   *     it was turned away
   */
  static StepForm back(Step step, Reading of, Typed typed, String key, List<Wrong> wrong) {
    return filled(step, of, typed, key, wrong, true);
  }

  private static StepForm filled(
      Step step, Reading of, Typed typed, String key, List<Wrong> wrong, boolean open) {
    Map<String, List<String>> byField = new LinkedHashMap<>();
    for (Wrong one : wrong) {
      byField.computeIfAbsent(one.of(), _ -> new ArrayList<>()).add(one.text());
    }
    List<Input> inputs = new ArrayList<>();
    for (Field field : step.fields()) {
      List<String> problems = Objects.requireNonNullElse(byField.remove(field.name()), List.of());
      inputs.add(
          new Input(
              field,
              step.path() + "-" + field.name(),
              values(field, of, typed),
              problems,
              offered(field, of)));
    }
    return new StepForm(
        step,
        key,
        of.the().getVersion(),
        inputs,
        byField.values().stream().flatMap(List::stream).toList(),
        open);
  }

  private static List<String> values(Field field, Reading of, Typed typed) {
    String number = of.the().getRmaNumber();
    if (field.kind() == Field.Kind.RMA_NUMBER && typed.all(field.name()).isEmpty()) {
      return number == null ? List.of() : List.of(number);
    }
    return typed.all(field.name()).stream().filter(value -> !value.isBlank()).toList();
  }

  private static List<Offered> offered(Field field, Reading of) {
    return switch (field.kind()) {
      case CHOICE, CHOICES ->
          field.choices().stream()
              .map(value -> new Offered(value, field.words() + value, ""))
              .toList();
      case RECEIVED_UNIT ->
          of.the().getUnexpectedUnits().stream()
              .filter(unit -> unit.getResolution() == null)
              .map(StepForm::received)
              .toList();
      case FILES ->
          Objects.requireNonNullElse(of.files(), List.<CaseFile>of()).stream()
              .filter(CaseFile::getReceived)
              .map(StepForm::file)
              .toList();
      default -> List.of();
    };
  }

  private static Offered received(UnexpectedUnit unit) {
    return new Offered(unit.getReceivedId(), "", unit.getReceived());
  }

  private static Offered file(CaseFile file) {
    String name = file.getFileName();
    return new Offered(
        file.getKind() + ":" + file.getAttachmentId(),
        "",
        name == null ? file.getAttachmentId() : name);
  }

  /** The inputs that are always shown. */
  public List<Input> needed() {
    return inputs.stream().filter(input -> !input.field().rarely()).toList();
  }

  /** The inputs that stay folded away. */
  public List<Input> rarely() {
    return inputs.stream().filter(input -> input.field().rarely()).toList();
  }

  /** Whether one of those has something that has to be seen. */
  public boolean rarelyMatters() {
    return rarely().stream().anyMatch(Input::matters);
  }
}
