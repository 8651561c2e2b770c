package io.rmaflow.kit.notebook;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.CaseId;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.Answer;
import io.rmaflow.kit.web.Caller;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.Page;
import io.rmaflow.kit.web.PageRequest;
import io.rmaflow.kit.web.WriteRequest;
import io.rmaflow.kit.web.Writes;
import io.rmaflow.kit.web.fields.Happened;
import io.rmaflow.kit.web.fields.Line;
import io.rmaflow.kit.web.fields.MailAddress;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Notes that are written, renamed and read. */
@Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
@RestController
class NoteController {

  enum Result {
    HARDWARE_FAULT,
    UNCLEAR
  }

  record Note(UUID noteId, String title, long version, Instant writtenAt) {}

  private final Writes writes;
  private final JdbcClient jdbc;
  private final NoteFaults faults;

  NoteController(Writes writes, JdbcClient jdbc, NoteFaults faults) {
    this.writes = writes;
    this.jdbc = jdbc;
    this.faults = faults;
  }

  record NewNote(
      @Line(max = 20) String title,
      @Nullable @Min(0) @Max(10) Integer size,
      @Nullable LocalDate on,
      Happened occurredAt,
      @Nullable Isolation isolation,
      List<Addressee> contacts) {}

  record Isolation(@Nullable Result result) {}

  record Addressee(@MailAddress @Nullable String email) {}

  @PostMapping("/api/notes")
  ResponseEntity<Note> write(@Valid @RequestBody NewNote body, WriteRequest call) {
    return writes.perform(
        call,
        () -> {
          UUID id = UUID.randomUUID();
          jdbc.sql("insert into note (note_id, title, version, written_at) values (?, ?, 0, ?)")
              .params(id, body.title(), body.occurredAt().at().atOffset(ZoneOffset.UTC))
              .update();
          faults.happen();
          return Answer.created("/api/notes/" + id, note(id)).withVersion("note/" + id, 0);
        });
  }

  record Title(@Line(max = 20) String title) {}

  @PostMapping("/api/notes/{noteId}/title")
  ResponseEntity<Note> rename(
      @PathVariable("noteId") UUID noteId, @Valid @RequestBody Title body, WriteRequest call) {
    note(noteId);
    return writes.perform(
        call.continuing("note/" + noteId),
        () -> {
          Note before = note(noteId);
          call.requireVersion(before.version());
          jdbc.sql("update note set title = ?, version = version + 1 where note_id = ?")
              .params(body.title(), noteId)
              .update();
          faults.happen();
          Note after = note(noteId);
          return Answer.ok(after).withVersion("note/" + noteId, after.version());
        });
  }

  /** Why nobody may write any more. */
  record Sealing(@Line(max = 20) String reason) {}

  @Allowed(ADMIN)
  @PostMapping("/api/notes/{noteId}/seal")
  ResponseEntity<Note> seal(
      @PathVariable("noteId") UUID noteId, @Valid @RequestBody Sealing body, WriteRequest call) {
    return writes.perform(call, () -> Answer.ok(note(noteId)).naming("note/" + noteId));
  }

  @PostMapping("/api/notes/{noteId}/touch")
  ResponseEntity<Note> touch(@PathVariable("noteId") UUID noteId, WriteRequest call) {
    return writes.perform(
        call.withOptionalBody(), () -> Answer.ok(note(noteId)).naming("note/" + noteId));
  }

  @GetMapping("/api/notes/{noteId}")
  Note read(@PathVariable("noteId") UUID noteId) {
    return note(noteId);
  }

  @GetMapping("/api/notes")
  Page<Integer> list(PageRequest page) {
    return Page.of(List.of(1, 2, 3, 4, 5), page);
  }

  record Search(@Nullable Instant from, @Nullable Result result) {}

  @GetMapping("/api/search")
  Map<String, String> search(@Valid @ModelAttribute Search search, PageRequest page) {
    return Map.of("from", String.valueOf(search.from()), "result", String.valueOf(search.result()));
  }

  @GetMapping("/api/needing")
  Map<String, Integer> needing(@RequestParam("number") int number) {
    return Map.of("number", number);
  }

  @GetMapping("/api/cases-of-notes/{caseId}")
  Map<String, String> byCase(@PathVariable("caseId") CaseId caseId) {
    return Map.of("caseId", caseId.value());
  }

  @GetMapping("/api/whoami")
  Map<String, Object> whoAmI(Caller caller) {
    return Map.of("who", caller.subject() + " " + caller.role() + " " + caller.customerIds());
  }

  @GetMapping("/api/failing")
  Map<String, String> failing() {
    throw new IllegalStateException("a secret of the implementation");
  }

  @GetMapping("/api/overflowing")
  Map<String, String> overflowing() {
    throw new StackOverflowError("deep");
  }

  private Note note(UUID id) {
    @Nullable Note found =
        jdbc.sql("select title, version, written_at from note where note_id = ?")
            .param(id)
            .query(
                (rs, number) ->
                    new Note(
                        id,
                        rs.getString("title"),
                        rs.getLong("version"),
                        rs.getObject("written_at", OffsetDateTime.class).toInstant()))
            .optional()
            .orElse(null);
    if (found == null) {
      throw new NotFound("note", id.toString());
    }
    return found;
  }
}
