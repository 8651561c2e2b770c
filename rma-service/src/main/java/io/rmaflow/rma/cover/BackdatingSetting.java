package io.rmaflow.rma.cover;

import io.rmaflow.kit.web.BackdatingLimit;
import org.springframework.stereotype.Component;

/** The setting backdating.maxDays, as contract-service last told it. */
@Component
class BackdatingSetting implements BackdatingLimit {

  private final CoverFacts cover;

  BackdatingSetting(CoverFacts cover) {
    this.cover = cover;
  }

  @Override
  public int maxDays() {
    return cover.settings().backdatingMaxDays(DEFAULT_DAYS);
  }
}
