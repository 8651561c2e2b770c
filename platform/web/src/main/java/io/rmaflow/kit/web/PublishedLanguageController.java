package io.rmaflow.kit.web;

import io.rmaflow.events.wire.EventTypes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The events as documents: for everybody, because they tell of no data. */
@RestController
class PublishedLanguageController {

  private static final String FOLDER = "rmaflow/";
  private static final URI DOCUMENT = URI.create("/rmaflow/asyncapi.yaml");
  private static final Duration FRESH = Duration.ofHours(1);

  /** To where its references to the schemas lead somewhere. */
  @WithoutToken
  @GetMapping("/asyncapi.yaml")
  ResponseEntity<Void> document() {
    return ResponseEntity.status(HttpStatus.FOUND).location(DOCUMENT).build();
  }

  @WithoutToken
  @GetMapping("/rmaflow/asyncapi.yaml")
  ResponseEntity<Resource> documentBesideItsSchemas() {
    return file("asyncapi.yaml", new MediaType("application", "yaml", StandardCharsets.UTF_8));
  }

  @WithoutToken
  @GetMapping("/rmaflow/schemas/{file}")
  ResponseEntity<Resource> schema(@PathVariable("file") String file) {
    boolean known =
        EventTypes.all().stream().anyMatch(type -> file.equals(type.wireType() + ".json"));
    if (!known) {
      throw new NotFound("schema", file);
    }
    return file("schemas/" + file, new MediaType("application", "schema+json"));
  }

  private static ResponseEntity<Resource> file(String name, MediaType type) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(FRESH))
        .body(new ClassPathResource(FOLDER + name));
  }
}
