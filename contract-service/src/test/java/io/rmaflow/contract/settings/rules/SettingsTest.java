package io.rmaflow.contract.settings.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.contract.decision.Decision;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.contract.SettingEvent;
import io.rmaflow.events.contract.SettingEvent.SettingChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  private static boolean allowed(SettingKey key, String json) {
    return key.rule().allowed().test(EventJson.mapper().readValue(json, Object.class));
  }

  @ParameterizedTest
  @EnumSource
  void everyDefault_isAllowedByItsOwnRule(SettingKey key) {
    assertThat(allowed(key, key.defaultJson())).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cutoff.noon.inclusive | 1",
        "cutoff.clock | \"WHENEVER\"",
        "versionSpecified.extraBusinessDays | -1",
        "backdating.maxDays | 366",
        "backdating.maxDays | 7.5",
        "backdating.maxDays | null",
        "notify.expiry.leadDays | [30,30]",
        "notify.expiry.leadDays | [0]",
        "notify.expiry.leadDays | 90",
        "notify.return.schedule | {\"businessDaysBefore\":2}",
        "va.designatedHypervisors | [\"\"]",
        "shipping.returnAddress | \" \"",
        "retention.contacts.days | 29",
        "retention.mails.days | 0",
        "retention.contacts.days | 36501",
        "retention.webhookBodies.days | \"a year\""
      })
  void wrongValues_areNotAllowed(String key, String json) {
    assertThat(allowed(SettingKey.of(key).orElseThrow(), json)).isFalse();
  }

  @Test
  void change_isTheNextVersionOfTheWholeSet_andTheSameValueIsNone() {
    ChangeSetting command = new ChangeSetting(SettingKey.BACKDATING, "14", null);
    SettingChanged changed = new SettingChanged("backdating.maxDays", "14", 2, null);

    assertThat(SettingsState.INITIAL.decide(command))
        .isEqualTo(Decision.happens((SettingEvent) changed));
    assertThat(SettingsState.INITIAL.evolve(changed).decide(command))
        .isEqualTo(Decision.<SettingEvent>nothing());
  }
}
