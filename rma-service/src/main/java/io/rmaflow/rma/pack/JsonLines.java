package io.rmaflow.rma.pack;

import io.rmaflow.kit.audit.proofs.ProvenEvents.State;
import io.rmaflow.kit.audit.proofs.ProvenStreams;
import io.rmaflow.proof.pack.PackHeader;
import io.rmaflow.rma.explanation.Explanation;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case as a file that carries its proof. It has the events as they are recorded, which name
 * persons, places and texts by their IDs alone: what an erasure takes away was never in it.
 */
@Component
class JsonLines {

  private final ProvenStreams streams;

  JsonLines(ProvenStreams streams) {
    this.streams = streams;
  }

  /** The file's bytes: JSON lines, UTF-8. */
  byte[] of(PackedCase packed) {
    Explanation explanation = packed.explanation();
    Map<String, String> attributes = new TreeMap<>();
    attributes.put("service", "rma-service");
    attributes.put("madeBy", packed.madeBy());
    attributes.put("notInTheLogYet", Long.toString(packed.proven().count(State.NOT_YET)));
    TreeMap<String, byte[]> documents = new TreeMap<>();
    // another service's store has the events behind these, and their proofs
    documents.put("notices", JsonMapper.shared().writeValueAsBytes(explanation.notices()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    streams.write(
        packed.proven(),
        new PackHeader(
            packed.proven().origin(), explanation.caseId().value(), packed.madeAt(), attributes),
        documents,
        bytes);
    return bytes.toByteArray();
  }
}
