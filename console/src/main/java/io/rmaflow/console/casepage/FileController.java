package io.rmaflow.console.casepage;

import io.rmaflow.client.rma.api.AttachmentsApi;
import io.rmaflow.client.rma.model.AttachmentKind;
import io.rmaflow.client.rma.model.FileAnswer;
import io.rmaflow.console.frame.ForRoles;
import io.rmaflow.console.frame.Person;
import io.rmaflow.console.frame.Refusals;
import io.rmaflow.console.frame.Role;
import io.rmaflow.console.frame.Services;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StreamUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Files of a case: sent by a form, and read to be saved. */
@Controller
class FileController {

  private static final Set<Integer> TURNED_AWAY = Set.of(400, 409, 413, 415, 422);

  private final Services services;
  private final CasePages pages;

  FileController(Services services, CasePages pages) {
    this.services = services;
    this.pages = pages;
  }

  /**
   * Sends files to a case.
   *
   * @param kind what they are for
   * @param files one or more
   * @param key under which each is sent once, however often the form is
   */
  @PostMapping("/cases/{caseId}/files")
  @ForRoles({Role.SUPPORT, Role.ADMIN})
  String send(
      @PathVariable String caseId,
      @RequestParam String kind,
      @RequestParam("file") List<MultipartFile> files,
      @RequestParam String key,
      Person person,
      Model model,
      HttpServletResponse response,
      RedirectAttributes next) {
    int n = 0;
    for (MultipartFile file : files) {
      try {
        new AttachmentsApi(services.asPerson(key + "-" + n++).rma())
            .uploadToCase(caseId, AttachmentKind.fromValue(kind), file.getResource());
      } catch (RestClientResponseException e) {
        if (!TURNED_AWAY.contains(e.getStatusCode().value())) {
          throw e;
        }
        response.setStatus(e.getStatusCode().value());
        List<String> wrong =
            Refusals.of(e, person).problems().stream()
                .map(problem -> file.getOriginalFilename() + ": " + problem.text())
                .toList();
        Reading of = pages.read(caseId, person);
        return pages.show(of, person, new CasePages.Back(Map.of(), null, wrong, null), model);
      }
    }
    next.addFlashAttribute("recorded", "casepage.files.sent");
    return "redirect:/cases/" + caseId + "#files";
  }

  /** A file, never to be shown by the browser as one of our pages. */
  @GetMapping("/cases/{caseId}/files/{attachmentId}")
  @ForRoles({Role.SUPPORT, Role.AUDITOR, Role.ADMIN})
  void read(
      @PathVariable String caseId,
      @PathVariable String attachmentId,
      HttpServletResponse response) {
    var rma = services.asPerson().rma();
    FileAnswer file = new AttachmentsApi(rma).readFile(attachmentId);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(file.getFileName(), StandardCharsets.UTF_8)
            .build()
            .toString());
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    response.setContentLengthLong(file.getSize());
    rma.getRestClient()
        .get()
        .uri(rma.getBasePath() + "/api/attachments/{id}/content", attachmentId)
        .accept(MediaType.ALL)
        .exchange(
            (request, answer) -> {
              if (answer.getStatusCode().isError()) {
                throw answer.createException();
              }
              return copy(answer.getBody(), response);
            });
  }

  private static int copy(InputStream from, HttpServletResponse response) throws IOException {
    return StreamUtils.copy(from, response.getOutputStream());
  }
}
