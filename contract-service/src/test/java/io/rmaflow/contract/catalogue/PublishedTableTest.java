package io.rmaflow.contract.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.catalogue.CatalogueSeeder.Block;
import io.rmaflow.contract.catalogue.rules.Release;
import io.rmaflow.contract.catalogue.rules.VersionSupport;
import io.rmaflow.contract.catalogue.rules.VersionSupport.Result;
import io.rmaflow.events.Clause;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.events.contract.ProductEvent.ReleaseKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vendor's table of supported versions, row by row, as the catalogue begins with it. */
class PublishedTableTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 4, 10);

  private static Block block(String name) {
    return CatalogueSeeder.blocks().stream()
        .filter(
            block ->
                Stream.concat(Stream.of(block.product().name()), block.product().aliases().stream())
                    .anyMatch(name::equals))
        .findFirst()
        .orElseThrow();
  }

  private static VersionSupport support(Block block) {
    return new VersionSupport(
        block.rows().stream()
            .map(
                row ->
                    new Release(
                        row.version(),
                        ReleaseKind.PERIODIC,
                        row.publishedOn(),
                        true,
                        false,
                        List.of()))
            .toList(),
        List.of());
  }

  @ParameterizedTest
  @Clause({
    "VER-T01", "VER-T02", "VER-T03", "VER-T04", "VER-T05", "VER-T06", "VER-T07", "VER-T08",
    "VER-T09", "VER-T10", "VER-T11", "VER-T12", "VER-T13", "VER-T14", "VER-T15", "VER-T16",
    "VER-T17", "VER-T18", "VER-T19", "VER-T20", "VER-T21", "VER-T22", "VER-T23", "VER-T24",
    "VER-T25", "VER-T26", "VER-T27", "VER-T28", "VER-T29", "VER-T30", "VER-T31", "VER-T32",
    "VER-T33", "VER-T34", "VER-T35", "VER-T36", "VER-7", "VER-8", "VER-20", "VER-21", "VA-19"
  })
  @CsvSource(
      delimiter = '|',
      value = {
        "NetNebulas-IA DHCP | 4.1.0 2021-10-29, 4.2.0 2022-03-01, 4.4.0 2023-02-17",
        "NetNebulas-IA DefRAD | 4.3.0 2022-07-01, 4.5.0 2023-03-07, 4.7.0 2023-11-17",
        "NetNebulas NSX-D | 3.27.5 2020-08-24, 3.30.5 2021-08-30, 3.32.5 2022-03-01",
        "NetNebulas2 DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30, 3.32.4 2022-03-01, 3.34.4"
            + " 2023-09-08",
        "NetNebulas3 DHCP | 4.4.0 2023-03-22",
        "NetNebulas2 DefRAD | 3.35.2 2023-11-17",
        "NetNebulas3 DefRAD | 4.4.0 2023-03-22, 4.7.0 2023-11-17",
        "NetNebulas3 GAZER | 4.9.0 2024-04-01",
        "NetNebulas2 GAZER | 3.15.1 2017-12-07",
        "NetRegio2A DHCP | 4.8.1 2024-02-08, 4.10.1 2024-05-22",
        "NetRegio2 DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30, 3.32.4 2022-03-01, 3.34.4"
            + " 2023-09-08",
        "NetRegio2A DefRAD | 4.8.1 2024-02-08, 4.10.1 2024-05-22",
        "NetRegio2 DefRAD | 3.35.2 2023-11-17",
        "NetRegio2A AD | 4.8.1 2024-02-08, 4.10.1 2024-05-22",
        "NetRegio2 AD | 3.35.2 2023-11-17",
        "NetRegio2A GAZER | 4.8.0 2024-04-05, 4.10.0 2024-05-22",
        "NetRegio2 GAZER | 3.12.1 2017-10-05, 3.15.1 2017-12-07",
        "NetNebulas-VA DefRAD | 3.35.2 2023-11-17, 3.19.1 2018-04-16",
        "NetNebulas-VA DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30, 3.32.4 2022-03-01, 3.18.3"
            + " 2018-03-08",
        "NetWyvern2 DHCP ACADEMIC | 3.28.4 2020-09-07, 3.30.4 2021-08-30, 3.32.4 2022-03-01",
        "NetWyvern2 RADIUS ACADEMIC | 3.35.2 2023-11-17",
        "NetFlux Yubion FIDO2 | 4.0.0 2021-06-01",
        "NetWyvern DHCP | 1.06.11 2009-06-30",
        "NetWyvern DHCP3000i | 3.02.5 2017-02-24",
        "NetWyvern RADIUS d | 3.06.2 2017-02-24",
        "NetWyvern SYSLOG | 3.02.1 2014-12-19",
        "NetWyvern SuperDHCP200 | 4.04.4 2017-02-24, 5.00.3 2017-02-24",
        "NetNebulas DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30",
        "NetNebulas DefRAD | 3.10.1 2016-08-26, 3.14.1 2017-08-31, 3.17.1 2018-02-23, 3.25.1"
            + " 2019-06-21, 3.29.1 2021-07-07",
        "NetNebulas GAZER | 3.10.1 2016-08-26, 3.15.1 2017-12-07",
        "NetRegio DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30",
        "NetRegio DefRAD | 3.10.1 2016-08-26, 3.14.1 2017-08-31, 3.17.1 2018-02-23, 3.25.1"
            + " 2019-06-21, 3.29.1 2021-07-07",
        "NetRegio AD | 3.10.1 2016-08-26, 3.14.1 2017-08-31, 3.17.1 2018-02-23, 3.25.1 2019-06-21,"
            + " 3.29.1 2021-07-07",
        "NetRegio GAZER | 3.10.1 2016-08-26, 3.15.1 2017-12-07",
        "NetNebulas VA DHCP | 3.27.4 2020-08-24, 3.30.4 2021-08-30, 3.32.4 2022-03-01, 3.18.3"
            + " 2018-03-08",
        "NetNebulas VA DefRAD | 3.35.2 2023-11-17, 3.19.1 2018-04-16"
      })
  void everyRowOfTheTable_isInTheCatalogueWithItsDate_andSupported(String name, String rows) {
    Block block = block(name);
    List<String> expected = Arrays.stream(rows.split(",", -1)).map(String::strip).toList();

    assertThat(block.rows())
        .extracting(row -> row.version() + " " + row.publishedOn())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected)
        .allSatisfy(
            row ->
                assertThat(
                        support(block)
                            .of(new SoftwareVersion(row.split(" ", -1)[0]), TODAY)
                            .result())
                    .isEqualTo(Result.SUPPORTED));
  }

  @Test
  @Clause({"VER-22", "EOS-14", "A-65"})
  void twelveProductsWith29Rows_areMarkedAsNoLongerSold_withoutADate() {
    List<Block> ended =
        CatalogueSeeder.blocks().stream().filter(block -> block.product().endOfSaleMark()).toList();

    assertThat(ended)
        .extracting(block -> block.product().name())
        .containsExactlyInAnyOrder(
            "NetWyvern DHCP",
            "NetWyvern DHCP1000i",
            "NetWyvern RADIUS",
            "NetWyvern SYSLOG",
            "NetWyvern SuperDHCP",
            "NetNebulas DHCP",
            "NetNebulas DefRAD",
            "NetNebulas GAZER",
            "NetRegio DHCP",
            "NetRegio DefRAD",
            "NetRegio AD",
            "NetRegio GAZER");
    assertThat(CatalogueSeeder.blocks().stream().mapToInt(block -> block.rows().size()).sum())
        .isEqualTo(75);
  }
}
