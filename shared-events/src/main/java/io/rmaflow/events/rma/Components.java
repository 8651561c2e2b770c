package io.rmaflow.events.rma;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of the published language, read and copied by their components. */
final class Components {

  private Components() {}

  static @Nullable Object value(Object record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /**
   * A copy that says something else in one place.
   *
   * @param path from the record to that place, through the records between
   */
  static Object with(Object record, List<RecordComponent> path, Object value) {
    RecordComponent changed = path.getFirst();
    RecordComponent[] components = record.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] arguments = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      arguments[i] = value(record, components[i]);
      if (components[i].getName().equals(changed.getName())) {
        arguments[i] =
            path.size() == 1 ? value : with(inside(arguments[i], changed), rest(path), value);
      }
    }
    try {
      return record.getClass().getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot copy a " + record.getClass().getSimpleName(), e);
    }
  }

  private static Object inside(@Nullable Object part, RecordComponent component) {
    if (part == null) {
      throw new IllegalStateException(component + " is absent and has nothing to be corrected");
    }
    return part;
  }

  private static List<RecordComponent> rest(List<RecordComponent> path) {
    return path.subList(1, path.size());
  }
}
