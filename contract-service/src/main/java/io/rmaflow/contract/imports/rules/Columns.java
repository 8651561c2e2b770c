package io.rmaflow.contract.imports.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column of a file holds what.
 *
 * @param positions by the column's name as this project writes it
 * @param count how many fields a row has
 */
public record Columns(Map<String, Integer> positions, int count) {

  /** Without these no row can be read. */
  static final List<String> REQUIRED =
      List.of(
          "customerId",
          "owner",
          "serialNumber",
          "productCode",
          "purchaseDate",
          "postalCode",
          "address");

  /** Every column there is. */
  public static final List<String> ALL =
      List.of(
          "customerId",
          "legacyIds",
          "owner",
          "contactName",
          "contactEmail",
          "contactPhone",
          "language",
          "contractNotices",
          "serialNumber",
          "productCode",
          "purchaseDate",
          "shippedOn",
          "shippedBy",
          "registeredOn",
          "secondHand",
          "salesChannel",
          "postalCode",
          "address",
          "hypervisor",
          "platform",
          "plan",
          "termYears",
          "startDate",
          "agency",
          "arrivalTargetHours");

  public Columns {
    positions = Map.copyOf(positions);
  }

  /** What is wrong with a heading. */
  public record Heading(Columns columns, List<String> missing, List<String> unknown) {}

  /** Reads the heading; upper and lower case and surrounding blanks do not matter. */
  public static Heading read(List<String> heading) {
    Map<String, Integer> positions = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < heading.size(); i++) {
      String written = heading.get(i).strip().toLowerCase(Locale.ROOT);
      var known =
          ALL.stream().filter(name -> name.toLowerCase(Locale.ROOT).equals(written)).findFirst();
      if (known.isEmpty() || positions.putIfAbsent(known.get(), i) != null) {
        unknown.add(written.length() > 40 ? written.substring(0, 40) : written);
      }
    }
    List<String> missing = REQUIRED.stream().filter(name -> !positions.containsKey(name)).toList();
    return new Heading(new Columns(positions, heading.size()), missing, unknown);
  }

  /** The field of that name in a row, as it stands; blank where the file has no such column. */
  String field(List<String> fields, String name) {
    Integer position = positions.get(name);
    return position == null ? "" : fields.get(position);
  }
}
