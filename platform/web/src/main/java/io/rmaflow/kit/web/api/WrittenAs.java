package io.rmaflow.kit.web.api;

/**
 * Says of a type that operations answer which record is written in its place: for an interface
 * whose record those who answer with it do not know. A bean for each.
 *
 * @param declared what operations say that they answer
 * @param written the record that always stands for it
 */
public record WrittenAs(Class<?> declared, Class<?> written) {

  public WrittenAs {
    if (!declared.isAssignableFrom(written)) {
      throw new IllegalArgumentException(written + " is no " + declared);
    }
  }
}
