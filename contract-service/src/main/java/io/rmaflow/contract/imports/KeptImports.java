package io.rmaflow.contract.imports;

import io.rmaflow.contract.imports.ImportJobs.Job;
import io.rmaflow.kit.audit.retention.Keeping;
import io.rmaflow.kit.clock.BusinessClock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The names of files that were imported, and what was wrong with which row. An import rests from
 * its last row on; its file is gone by then.
 */
@Component
class KeptImports implements Keeping {

  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  private final ImportJobs jobs;
  private final BusinessClock clock;

  KeptImports(ImportJobs jobs, BusinessClock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return "imports";
  }

  @Override
  public String setting() {
    return "retention.imports.days";
  }

  @Override
  public List<AtRest> atRest(Instant until, long offset, int size) {
    return jobs.kept(until, offset, size).stream().map(KeptImports::atRest).toList();
  }

  private static AtRest atRest(Job job) {
    return new AtRest(
        job.importId(), "import/" + job.importId(), Objects.requireNonNull(job.finishedAt()));
  }

  @Override
  public long count(Instant until) {
    return jobs.countKept(until);
  }

  @Override
  public Optional<Instant> oldest() {
    return atRest(EVER, 0, 1).stream().map(AtRest::since).findFirst();
  }

  @Override
  public boolean forget(String id, Instant until) {
    return jobs.forget(id, until, clock.now());
  }
}
