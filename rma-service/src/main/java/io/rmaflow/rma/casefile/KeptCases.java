package io.rmaflow.rma.casefile;

import io.rmaflow.events.CaseId;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.eventstore.Evolution;
import io.rmaflow.eventstore.StateCache;
import io.rmaflow.kit.eventing.StateRepositories;
import org.axonframework.modelling.command.Repository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the states of cases, so that a step reads of its stream only what is new. */
@Configuration(proxyBeanMethods = false)
class KeptCases {

  @Bean
  StateCache<CaseState> caseStates(StateRepositories repositories, Procedures procedures) {
    return repositories.states(
        new Evolution<>(
            CaseAggregate.class.getSimpleName(),
            new CaseState.NotReported(procedures),
            CaseEvent.class,
            CaseState::evolve));
  }

  @Bean
  Repository<CaseAggregate> caseAggregateRepository(
      StateRepositories repositories, StateCache<CaseState> caseStates) {
    return repositories.repository(
        CaseAggregate.class,
        caseStates,
        (stream, state) -> new CaseAggregate(new CaseId(stream), state));
  }
}
