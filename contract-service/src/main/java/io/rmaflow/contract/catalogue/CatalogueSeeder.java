package io.rmaflow.contract.catalogue;

import io.rmaflow.contract.catalogue.rules.CatalogueCommand.AddProduct;
import io.rmaflow.contract.catalogue.rules.CatalogueCommand.RecordPublishedRow;
import io.rmaflow.events.Clause;
import io.rmaflow.events.ProductCode;
import io.rmaflow.events.ProductFamily;
import io.rmaflow.events.SoftwareVersion;
import io.rmaflow.kit.clock.BusinessClock;
import io.rmaflow.kit.eventing.Commands;
import io.rmaflow.kit.eventing.Recording;
import io.rmaflow.kit.eventing.Retryable;
import io.rmaflow.kit.eventing.StoredStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts the published products and versions (VER-20, VER-21) into the catalogue before the first
 * request is served. A product goes in with all its rows in one transaction, and only where its
 * stream is empty: a start that was broken off goes on where it stopped, and what an operator
 * changed stays.
 */
@Clause({"VER-20", "VER-21"})
@Component
class CatalogueSeeder implements SmartLifecycle {

  /** After the command handlers (3072 below the last phase), before the web server (2048 below). */
  private static final int PHASE = Integer.MAX_VALUE - 2560;

  private static final String FILE = "catalogue.csv";
  private static final int ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(CatalogueSeeder.class);

  private final Commands commands;
  private final StoredStreams streams;
  private final BusinessClock clock;
  private final TransactionTemplate transaction;
  private volatile boolean running;

  CatalogueSeeder(
      Commands commands,
      StoredStreams streams,
      BusinessClock clock,
      PlatformTransactionManager transactions) {
    this.commands = commands;
    this.streams = streams;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** A product with its rows. */
  record Block(AddProduct product, List<RecordPublishedRow> rows) {}

  @Override
  public void start() {
    long added = blocks().stream().filter(this::seed).count();
    if (added > 0) {
      LOG.info("{} products entered the catalogue", added);
    }
    running = true;
  }

  private boolean seed(Block block) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Boolean.TRUE.equals(transaction.execute(status -> seedOnce(block)));
      } catch (RuntimeException failure) {
        // another instance of this service may be seeding as well
        if (!Retryable.isLostRace(failure) || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private boolean seedOnce(Block block) {
    if (streams.lastSequence(block.product().streamId()).isPresent()) {
      return false;
    }
    Recording recording = Recording.byService(clock.now());
    commands.send(block.product(), recording);
    block.rows().forEach(row -> commands.send(row, recording));
    return true;
  }

  /** What the file says, product by product. */
  @Clause({
    "VER-20", "VER-21", "VER-22", "EOS-14", "VER-T01", "VER-T02", "VER-T03", "VER-T04", "VER-T05",
    "VER-T06", "VER-T07", "VER-T08", "VER-T09", "VER-T10", "VER-T11", "VER-T12", "VER-T13",
    "VER-T14", "VER-T15", "VER-T16", "VER-T17", "VER-T18", "VER-T19", "VER-T20", "VER-T21",
    "VER-T22", "VER-T23", "VER-T24", "VER-T25", "VER-T26", "VER-T27", "VER-T28", "VER-T29",
    "VER-T30", "VER-T31", "VER-T32", "VER-T33", "VER-T34", "VER-T35", "VER-T36"
  })
  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    for (String line : lines()) {
      String[] cells = line.split(",", -1);
      if (cells[0].equals("product")) {
        blocks.add(new Block(product(cells), new ArrayList<>()));
      } else {
        Block last = blocks.getLast();
        last.rows()
            .add(
                new RecordPublishedRow(
                    last.product().productCode(),
                    new SoftwareVersion(cells[1]),
                    LocalDate.parse(cells[2])));
      }
    }
    return blocks;
  }

  private static AddProduct product(String[] cells) {
    return new AddProduct(
        new ProductCode(cells[1]),
        cells[2],
        cells[6].isEmpty() ? List.of() : Arrays.asList(cells[6].split("\\|", -1)),
        ProductFamily.valueOf(cells[3]),
        cells[4],
        cells[5].equals("ENDED"),
        false);
  }

  private static List<String> lines() {
    try {
      String text =
          new ClassPathResource(FILE, CatalogueSeeder.class.getClassLoader())
              .getContentAsString(StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
