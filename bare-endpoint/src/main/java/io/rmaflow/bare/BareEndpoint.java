package io.rmaflow.bare;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /rows} stores the text of a JSON object as one row and commits. */
@SpringBootApplication
@RestController
public class BareEndpoint {

  private final JdbcClient database;

  BareEndpoint(JdbcClient database) {
    this.database = database;
  }

  /** Starts the program. */
  public static void main(String[] arguments) {
    SpringApplication.run(BareEndpoint.class, arguments);
  }

  /** What is stored. */
  public record Row(String text) {}

  /** The row's number. */
  public record Stored(long id) {}

  /** Stores a row. */
  @PostMapping("/rows")
  @ResponseStatus(HttpStatus.CREATED)
  @Transactional
  public Stored store(@RequestBody Row row) {
    return new Stored(
        database
            .sql("insert into bare_row (text) values (?) returning id")
            .param(row.text())
            .query(Long.class)
            .single());
  }

  /** Whether it does its work. */
  @GetMapping("/ready")
  public String ready() {
    return "";
  }
}
