package io.rmaflow.rma.casefile;

import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.eventstore.Reached;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets follow what a case means elsewhere, in the transaction of its events: a promise that was
 * answered stands, and one that is lost to somebody faster was never answered. After the tables,
 * which it looks into; building them anew goes without it.
 */
@Component
@Order(CaseProjection.ORDER + 1)
@ProcessingGroup("cases")
class CasePolicies {

  private final CaseStories stories;
  private final List<CaseFollower> followers;

  CasePolicies(CaseStories stories, List<CaseFollower> followers) {
    this.stories = stories;
    this.followers = followers;
  }

  @EventHandler
  void on(CaseEvent event, EventEnvelope<?> envelope) {
    Reached<CaseState> reached = stories.reached(event.caseId().value());
    if (envelope.streamSequence() >= reached.sequence()) {
      reached
          .state()
          .accepted()
          .ifPresent(
              file -> followers.forEach(follower -> follower.follow(file, envelope.recordedAt())));
    }
  }
}
