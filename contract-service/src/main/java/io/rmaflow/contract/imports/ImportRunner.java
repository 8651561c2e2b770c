package io.rmaflow.contract.imports;

import io.rmaflow.contract.imports.ImportBatch.Manner;
import io.rmaflow.contract.imports.ImportBatch.Rows;
import io.rmaflow.contract.imports.ImportJobs.Job;
import io.rmaflow.contract.imports.ImportJobs.Progress;
import io.rmaflow.contract.imports.rules.Columns;
import io.rmaflow.contract.imports.rules.Row;
import io.rmaflow.contract.imports.rules.RowProblem;
import io.rmaflow.contract.imports.rules.RowReader;
import io.rmaflow.contract.imports.rules.RowReader.Read;
import io.rmaflow.contract.imports.rules.RowRules;
import io.rmaflow.contract.imports.rules.TakeOver;
import io.rmaflow.contract.imports.rules.World;
import io.rmaflow.contract.settings.Settings;
import io.rmaflow.contract.settings.rules.SettingKey;
import io.rmaflow.events.Message;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.loop.Loop;
import io.rmaflow.kit.web.PolicyRefused;
import io.rmaflow.time.JapanTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works imports off, one after the other: many rows in one transaction together with the record of
 * how far it has come, so that an import that was broken off goes on with the first row that was
 * not taken over. A batch that fails is halved until the row is found that makes it fail.
 */
@Component
class ImportRunner implements SmartLifecycle, Loop.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

  /** Rows of one transaction: enough that its commit counts little, few enough to be repeated. */
  private static final int BATCH = 500;

  private static final int ATTEMPTS = 5;

  /** Real time; a batch takes a few seconds. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ImportJobs jobs;
  private final ImportWorlds worlds;
  private final ImportBatch batch;
  private final Settings settings;
  private final BusinessClock clock;
  private final TransactionTemplate transaction;
  private final String worker = UUID.randomUUID().toString();
  private final Semaphore work = new Semaphore(0);
  private final Loop loop = new Loop("imports", this::round, this::pause);

  ImportRunner(
      ImportJobs jobs,
      ImportWorlds worlds,
      ImportBatch batch,
      Settings settings,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    this.jobs = jobs;
    this.worlds = worlds;
    this.batch = batch;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** There is something to do. */
  void wake() {
    work.release();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() {
    loop.stop(loop::interrupt, LEASE);
  }

  @Override
  public boolean isRunning() {
    return loop.isRunning();
  }

  @Override
  public Loop loop() {
    return loop;
  }

  private boolean isStopping() {
    return !loop.goesOn();
  }

  private void round() throws InterruptedException {
    Optional<Job> job = jobs.claim(worker, LEASE, clock.now());
    if (job.isPresent()) {
      new Run(job.get()).toTheEnd();
    } else {
      pause();
    }
  }

  private void pause() throws InterruptedException {
    if (work.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
      work.drainPermits();
    }
  }

  /** One row of a file, read or not. */
  private record Line(long number, Read read) {}

  /** The rest of one import. */
  private final class Run {
    private final Job job;
    private final CsvFile file;
    private final Columns columns;
    private World world = new World();
    private int rowsDone;

    Run(Job job) {
      this.job = job;
      this.file = CsvFile.of(jobs.content(job));
      this.columns = Columns.read(file.next().map(this::headingOf).orElse(List.of())).columns();
      this.rowsDone = job.rowsDone();
      if (job.dryRun()) {
        transaction.executeWithoutResult(status -> jobs.restart(job.importId()));
        rowsDone = 0;
      }
      for (int i = 0; i < rowsDone; i++) {
        file.next();
      }
    }

    private List<String> headingOf(CsvFile.Entry heading) {
      List<String> fields = heading.fields();
      return fields == null ? List.of() : fields;
    }

    void toTheEnd() {
      List<Line> lines = nextLines();
      while (!lines.isEmpty() && !isStopping()) {
        takeOver(lines);
        lines = nextLines();
      }
      if (lines.isEmpty()) {
        transaction.executeWithoutResult(status -> jobs.complete(job.importId(), clock.now()));
        LOG.info("import {} is done: {} rows", job.importId(), rowsDone);
      }
    }

    private List<Line> nextLines() {
      List<Line> lines = new ArrayList<>();
      while (lines.size() < BATCH) {
        Optional<CsvFile.Entry> entry = file.next();
        if (entry.isEmpty()) {
          break;
        }
        lines.add(read(entry.get()));
      }
      return lines;
    }

    private Line read(CsvFile.Entry entry) {
      List<String> fields = entry.fields();
      if (fields == null) {
        return new Line(
            entry.line(),
            new Read.Bad(
                List.of(
                    new RowProblem(
                        entry.line(),
                        null,
                        "UNREADABLE_ROW",
                        List.of(),
                        new Message("引用符が閉じていません。", "A quote is opened and not closed.")))));
      }
      return new Line(entry.line(), RowReader.read(columns, fields, entry.line()));
    }

    /** Halves what fails, until the row is found that makes it fail. */
    private void takeOver(List<Line> lines) {
      try {
        repeatedly(lines);
      } catch (RuntimeException | Error failure) {
        if (Retryable.isTransient(failure) || isStopping()) {
          throw failure;
        }
        if (lines.size() == 1) {
          LOG.warn(
              "line {} of import {} fails", lines.getFirst().number(), job.importId(), failure);
          transactionally(() -> rejected(lines.getFirst(), failure));
        } else {
          int half = lines.size() / 2;
          takeOver(lines.subList(0, half));
          takeOver(lines.subList(half, lines.size()));
        }
      }
    }

    private void repeatedly(List<Line> lines) {
      for (int attempt = 1; ; attempt++) {
        try {
          transactionally(() -> judged(lines));
          return;
        } catch (RuntimeException failure) {
          if (!Retryable.isLostRace(failure) || attempt == ATTEMPTS || job.dryRun()) {
            throw failure;
          }
        }
      }
    }

    private void transactionally(java.util.function.Supplier<Progress> step) {
      if (!job.dryRun()) {
        // what was seen in a transaction that was rolled back never was
        world = new World();
      }
      Progress progress =
          transaction.execute(
              status -> {
                Progress done = step.get();
                if (!jobs.advance(job.importId(), worker, LEASE, rowsDone, done)) {
                  throw new IllegalStateException("somebody else goes on with this import");
                }
                return done;
              });
      rowsDone += progress.rows();
    }

    private Progress rejected(Line line, Throwable failure) {
      List<RowProblem> problems =
          failure instanceof PolicyRefused refused
              ? refused.refusals().stream()
                  .map(refusal -> RowProblem.of(line.number(), null, refusal))
                  .toList()
              : List.of(
                  new RowProblem(
                      line.number(),
                      null,
                      "NOT_STORED",
                      List.of(),
                      new Message("登録できませんでした。", "The row could not be stored.")));
      return new Progress(1, 0, 0, problems, 1);
    }

    private Progress judged(List<Line> lines) {
      return settings.held(() -> judgedUnderSettings(lines));
    }

    private Progress judgedUnderSettings(List<Line> lines) {
      List<Row> rows =
          lines.stream()
              .flatMap(
                  line ->
                      line.read() instanceof Read.Good(Row row) ? Stream.of(row) : Stream.empty())
              .toList();
      worlds.lookUp(world, rows);
      Manner manner =
          new Manner(
              job.dryRun() ? null : Recording.of(job.submittedBy(), clock.now()),
              JapanTime.dateOf(clock.now()),
              settings.version());
      Judgement judgement =
          new Judgement(
              lines, world, manner.today(), settings.isOn(SettingKey.MANUFACTURER_LONG_LUMPS));
      batch.inOneGo(rows, world, manner, judgement::handOn);
      return judgement.progress();
    }
  }

  /** Some lines, judged one after the other, since each may follow from those before it. */
  private static final class Judgement {
    private final List<Line> lines;
    private final World world;
    private final LocalDate today;
    private final boolean longLumps;
    private final List<RowProblem> problems = new ArrayList<>();
    private int accepted;
    private int unchanged;
    private int rejected;

    Judgement(List<Line> lines, World world, LocalDate today, boolean longLumps) {
      this.lines = lines;
      this.world = world;
      this.today = today;
      this.longLumps = longLumps;
    }

    void handOn(Rows rows) {
      for (Line line : lines) {
        switch (line.read()) {
          case Read.Bad(var wrong) -> {
            problems.addAll(wrong);
            rejected++;
          }
          case Read.Good(Row row) -> {
            switch (RowRules.judge(row, world, today, longLumps)) {
              case TakeOver.Refused(var wrong) -> {
                problems.addAll(wrong);
                rejected++;
              }
              case TakeOver.Unchanged() -> unchanged++;
              case TakeOver.Accepted taken -> {
                rows.carryOut(taken);
                accepted++;
              }
            }
          }
        }
      }
    }

    Progress progress() {
      return new Progress(lines.size(), accepted, unchanged, problems, rejected);
    }
  }
}
