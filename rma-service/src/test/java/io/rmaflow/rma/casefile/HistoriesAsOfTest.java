package io.rmaflow.rma.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Context;
import io.rmaflow.events.EventEnvelope;
import io.rmaflow.events.EventJson;
import io.rmaflow.events.rma.CaseEvent;
import io.rmaflow.events.rma.CorrectableFact;
import io.rmaflow.events.wire.EventTypes;
import io.rmaflow.rma.cover.PolicyContext;
import io.rmaflow.rma.parts.sending.SendingSteps;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random histories of cases of every procedure: facts that become known late and in any order, told
 * twice, corrected and corrected back, due times that pass, decisions, more than one thing recorded
 * at one instant. What is read of them later as of an instant is what was answered at it.
 */
@Clause("RMA-9")
class HistoriesAsOfTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final List<FactsOfAProcedure> PROCEDURES =
      List.of(
          new ManufacturerInAnyOrderTest(),
          new WarrantyInAnyOrderTest(),
          new DoaInAnyOrderTest(),
          new OnSiteFactsInAnyOrderTest(),
          new SecondVisitInAnyOrderTest(),
          new InquiryInAnyOrderTest());

  @Property(tries = 150)
  void asOfAnInstant_isWhatWasAnsweredAtIt(@ForAll Random random) {
    History.told(random).check();
  }

  /** {@code -Dhistories=2000 -Dhistories.seed=1}: as many, and how long they took. */
  @Test
  @EnabledIfSystemProperty(named = "histories", matches = "\\d+")
  void asOfAnInstant_isWhatWasAnsweredAtIt_inManyHistories() {
    int histories = Integer.getInteger("histories", 2_000);
    long seed = Long.getLong("histories.seed", 1);
    long begun = System.nanoTime();
    long instants = 0;
    long events = 0;
    long corrected = 0;
    for (long one = seed; one < seed + histories; one++) {
      History history = History.told(new Random(one));
      try {
        instants += history.check();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + one, e);
      }
      events += history.recorded.size();
      corrected += history.corrections;
    }
    System.out.printf(
        "%d histories from seed %d: %d events, %d corrections, %d instants tried, %.1f s%n",
        histories, seed, events, corrected, instants, (System.nanoTime() - begun) / 1e9);
  }

  private static final class History {
    private final Random random;
    private final Story story;
    private final List<Step> decisions;
    private final List<EventEnvelope<?>> recorded = new ArrayList<>();
    private final NavigableMap<Instant, String> answered = new TreeMap<>();
    private Instant now;
    private int corrections;

    private History(Random random, Story story, List<Step> decisions, Instant now) {
      this.random = random;
      this.story = story;
      this.decisions = decisions;
      this.now = now;
    }

    static History told(Random random) {
      int procedure = random.nextInt(PROCEDURES.size() + 1);
      History history;
      List<Step> facts = new ArrayList<>();
      if (procedure == PROCEDURES.size()) {
        history =
            new History(
                random,
                Story.accepted("2026-05-07T09:30:00").judged("2026-05-07T10:00:00"),
                List.of(),
                Story.at("2026-05-20T10:00:00"));
        facts.add(Story.shipment("2026-05-07T15:00:00"));
        facts.add(new SendingSteps.DeliverReplacement(Story.when("2026-05-08T14:00:00")));
        facts.add(Story.handOver("2026-05-18T09:00:00"));
        facts.add(FactsOfAProcedure.anotherUnit("2026-05-19T10:00:00"));
        facts.add(Story.receipt("2026-05-20T10:00:00"));
      } else {
        FactsOfAProcedure of = PROCEDURES.get(procedure);
        history = new History(random, of.begun(), of.decisions(), Story.at(of.knownAt()));
        facts.addAll(of.facts());
      }
      history.record(0);
      Collections.shuffle(facts, random);
      facts.forEach(history::step);
      return history;
    }

    /** A fact, and now and then something else before or after it. */
    private void step(Step fact) {
      take(fact);
      int further = random.nextInt(4);
      for (int i = 0; i < further; i++) {
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> correct();
          case 3 -> take(fact);
          case 4 -> dayPasses();
          default -> {
            if (!decisions.isEmpty()) {
              take(decisions.get(random.nextInt(decisions.size())));
            }
          }
        }
      }
      if (random.nextInt(8) == 0) {
        story.policy = random.nextBoolean() ? Story.closedOn("2026-06-09") : PolicyContext.STANDARD;
        keep(CaseDecisions.deriveAgain(story.reached(), story.policy, now));
      }
    }

    private void take(Step step) {
      keep(story.decide(step, written(now)));
    }

    /** Another instant for something that was recorded. */
    private void correct() {
      List<CorrectableFact<?>> facts =
          story.reached().accepted().stream().flatMap(CaseFile::facts).toList();
      if (facts.isEmpty()) {
        return;
      }
      CorrectableFact<?> fact = facts.get(random.nextInt(facts.size()));
      Instant other =
          fact.happenedAt().plus(Duration.ofMinutes(random.nextInt(2 * 24 * 60) - 24 * 60));
      int before = recorded.size();
      take(
          new Correct(
              fact.correctable().event(),
              fact.correctable().happenedAt().name(),
              other.toString(),
              null));
      corrections += recorded.size() > before ? 1 : 0;
    }

    private void dayPasses() {
      story.reached().accepted().stream()
          .flatMap(file -> file.dueTimes().all().stream())
          .filter(DueTime::isOwed)
          .findFirst()
          .ifPresent(
              due ->
                  keep(
                      CaseDecisions.dueTimePassed(
                          story.reached(),
                          DueTimePassed.of(
                              Story.CASE,
                              due.deadline(),
                              List.of(Moment.Kind.values())
                                  .get(random.nextInt(Moment.Kind.values().length))),
                          story.policy,
                          now)));
    }

    private void keep(Decision decision) {
      if (!(decision instanceof Decision.Taken)) {
        return;
      }
      int before = story.events.size();
      story.keep(decision);
      record(before);
      if (random.nextInt(5) > 0) {
        now = now.plus(Duration.ofMinutes(random.nextInt(1, 36 * 60)));
      }
    }

    /** As the store keeps it: as JSON, with when it was recorded. */
    private void record(int from) {
      for (CaseEvent event : story.events.subList(from, story.events.size())) {
        var type = EventTypes.typeOf(event.getClass());
        recorded.add(
            new EventEnvelope<>(
                "e-" + recorded.size(),
                Context.RMA,
                type.name(),
                type.version(),
                Story.CASE.value(),
                recorded.size(),
                now,
                now,
                null,
                null,
                null,
                EventJson.read(EventJson.write(event), event.getClass())));
      }
      answered.put(now, answer(story.reached()));
    }

    private String answer(CaseState state) {
      return JSON.writeValueAsString(
              List.of(
                  DeadlineView.of(state),
                  OpenDuties.of(state),
                  state.known().map(one -> OpenWork.of(one, Map.of()).toList())))
          + state;
    }

    /** How many instants were tried. */
    int check() {
      List<Instant> tried = new ArrayList<>();
      for (Instant at : answered.keySet()) {
        tried.add(at);
        tried.add(at.minusMillis(1));
        tried.add(at.plusMillis(1 + random.nextInt(3_600_000)));
      }
      for (Instant asOf : tried) {
        List<EventEnvelope<?>> known =
            recorded.stream().filter(event -> !event.recordedAt().isAfter(asOf)).toList();
        var last = answered.floorEntry(asOf);
        if (last == null) {
          assertThat(known).isEmpty();
        } else {
          CaseStory then = new CaseStory(Story.PROCEDURES, known);
          assertThat(answer(then.state())).as("as of %s", asOf).isEqualTo(last.getValue());
          assertThat(then.version()).isEqualTo(known.size() - 1L);
        }
      }
      return tried.size();
    }

    private static String written(Instant instant) {
      return WRITTEN.format(LocalDateTime.ofInstant(instant, JapanTime.ZONE));
    }
  }
}
