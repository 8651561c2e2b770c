package io.rmaflow.kit.keys;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that ends for want of a key ends with one sentence, and not with a hundred lines. */
final class UnusableKeyAnalyzer extends AbstractFailureAnalyzer<UnusableKey> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, UnusableKey cause) {
    return new FailureAnalysis(
        String.valueOf(cause.getMessage()),
        "Make a key with `openssl rand -base64 32`, set it, and keep it: what is stored under a key"
            + " is lost with it.",
        cause);
  }
}
