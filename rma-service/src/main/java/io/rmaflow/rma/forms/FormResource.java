package io.rmaflow.rma.forms;

import static io.rmaflow.kit.web.Role.ADMIN;
import static io.rmaflow.kit.web.Role.AUDITOR;
import static io.rmaflow.kit.web.Role.CUSTOMER;
import static io.rmaflow.kit.web.Role.LOGISTICS;
import static io.rmaflow.kit.web.Role.SERVICE;
import static io.rmaflow.kit.web.Role.SUPPORT;

import io.rmaflow.events.Clause;
import io.rmaflow.events.Message;
import io.rmaflow.kit.web.Allowed;
import io.rmaflow.kit.web.NotFound;
import io.rmaflow.kit.web.api.Answers;
import io.rmaflow.kit.web.api.InJapanese;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The request sheet and the check sheet for download (RMA-3, RMA-7): one A4 page each, Japanese, to
 * be printed or kept as PDF from any browser, without anything that is loaded from elsewhere.
 */
@RestController
@Tag(name = "documents")
class FormResource {

  private static final String STYLE = "forms/sheet.css";
  private static final String STYLE_GOES_HERE = "/* sheet.css */\n";

  /**
   * A form on offer.
   *
   * @param form its name in the address
   * @param kind as which it is attached once it is filled in
   * @param title its name for people
   * @param href where it is downloaded
   */
  record FormView(String form, String kind, Message title, String href) {}

  /** The request sheet and the check sheet. */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/forms")
  @InJapanese("修理依頼書と確認シートの一覧。")
  @Clause({"RMA-3", "RMA-7"})
  List<FormView> forms() {
    return Arrays.stream(Form.values())
        .map(
            form ->
                new FormView(form.path(), form.name(), form.title(), "/api/forms/" + form.path()))
        .toList();
  }

  /**
   * A form to be printed and filled in.
   *
   * @param name as in the list
   */
  @Allowed({ADMIN, SUPPORT, LOGISTICS, AUDITOR, SERVICE, CUSTOMER})
  @GetMapping("/api/forms/{form}")
  @InJapanese("印刷して記入する書式。")
  @Clause({"RMA-3", "RMA-7"})
  @Answers(type = "text/html")
  ResponseEntity<String> form(@PathVariable("form") String name) {
    Form form = Form.at(name).orElseThrow(() -> new NotFound("form", name));
    return ResponseEntity.ok()
        .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
        .header("Content-Language", "ja")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        .header(
            "Content-Disposition",
            ContentDisposition.attachment()
                .filename(form.fileName(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .body(page(form));
  }

  /** The form with the style sheet that both share, so that it needs nothing from elsewhere. */
  private static String page(Form form) {
    return content(form.resource()).replace(STYLE_GOES_HERE, content(STYLE));
  }

  private static String content(String resource) {
    try {
      return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
