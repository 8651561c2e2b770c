package io.rmaflow.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SoftwareVersionTest {

  @Test
  @Clause("VER-1")
  void comparesNumberByNumber() {
    assertThat(new SoftwareVersion("4.10.1")).isGreaterThan(new SoftwareVersion("4.8.1"));
    assertThat(new SoftwareVersion("1.1.1-1112")).isGreaterThan(new SoftwareVersion("1.1.1-999"));
  }

  @Test
  @Clause("VER-1")
  void ignoresLeadingZerosInComparisonsAndKeepsThemForDisplay() {
    SoftwareVersion published = new SoftwareVersion("1.06.11");

    assertThat(published).isEqualByComparingTo(new SoftwareVersion("1.6.11"));
    assertThat(published).hasToString("1.06.11");
  }

  @Test
  @Clause("VER-1")
  void isTheSameReleaseWhereOneSideNamesNoRevision() {
    assertThat(new SoftwareVersion("4.10.1-2201").sameRelease(new SoftwareVersion("4.10.1")))
        .isTrue();
    assertThat(new SoftwareVersion("4.10.1-2201").sameRelease(new SoftwareVersion("4.10.1-2202")))
        .isFalse();
  }

  @Test
  @Clause("VER-1")
  void isNotReadFromAnythingElse() {
    assertThat(SoftwareVersion.parse("4.10")).isEmpty();
    assertThat(SoftwareVersion.parse("v4.10.1")).isEmpty();
    assertThat(SoftwareVersion.parse("4.10.1-")).isEmpty();
    assertThatThrownBy(() -> new SoftwareVersion("latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latest");
  }
}
