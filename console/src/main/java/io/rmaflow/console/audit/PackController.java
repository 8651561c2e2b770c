package io.rmaflow.console.audit;

import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Gives out what an auditor takes away: a case on paper or with its proof, a period as tables. */
@Controller
@ForRoles({Role.AUDITOR, Role.ADMIN, Role.SUPPORT})
class PackController {

  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
  private static final MediaType LINES = MediaType.parseMediaType("application/jsonl");

  private final Services services;

  PackController(Services services) {
    this.services = services;
  }

  /**
   * The file of a case.
   *
   * @param file {@code ja.pdf}, {@code en.pdf} or {@code proof.jsonl}
   */
  @GetMapping("/audit/cases/{caseId}/pack/{file}")
  ResponseEntity<byte[]> ofCase(@PathVariable String caseId, @PathVariable String file) {
    CaseOverTime of = new CaseOverTime(services.asPerson(), caseId);
    return switch (file) {
      case "ja.pdf", "en.pdf" ->
          given(
              of.pack("pdf", file.substring(0, 2), MediaType.APPLICATION_PDF),
              MediaType.APPLICATION_PDF,
              "case-" + caseId + "-" + file);
      case "proof.jsonl" ->
          given(of.pack("jsonl", "ja", LINES), LINES, "case-" + caseId + ".jsonl");
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    };
  }

  /**
   * The tables of a period.
   *
   * @param from its first day in Japan
   * @param to its last day in Japan, inclusive
   */
  @GetMapping("/audit/period")
  Object ofPeriod(
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      Person person) {
    MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
    query.add("from", from == null ? "" : from);
    query.add("to", to == null ? "" : to);
    try {
      return given(
          CaseOverTime.file(services.asPerson(), "/api/packs", Map.of(), query, ZIP),
          ZIP,
          "cases-" + from + "-" + to + ".zip");
    } catch (HttpClientErrorException e) {
      if (!e.getStatusCode().equals(HttpStatus.BAD_REQUEST)) {
        throw e;
      }
      ModelAndView again = new ModelAndView("audit/begin");
      again.setStatus(HttpStatus.BAD_REQUEST);
      again.addObject("from", from);
      again.addObject("to", to);
      again.addObject("refusals", Refusals.of(e, person));
      return again;
    }
  }

  private static ResponseEntity<byte[]> given(byte[] file, MediaType type, String name) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(file);
  }
}
