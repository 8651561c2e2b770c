package io.rmaflow.kit.notebook;

import io.rmaflow.kit.web.WithoutToken;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operations of which nobody has said whose they are, beside one that is everybody's. */
@RestController
class UnsaidController {

  @GetMapping("/api/unsaid")
  Map<String, String> unsaid() {
    return Map.of("told", "what nobody may know");
  }

  @WithoutToken
  @GetMapping("/rmaflow/leaflet")
  Map<String, String> leaflet() {
    return Map.of("told", "what everybody may know");
  }
}
