package io.rmaflow.stack.demo;

import java.nio.file.Path;

/**
 * Where a running system is.
 *
 * @param contract base URL of contract-service, without a slash at the end; the others likewise
 * @param kafka bootstrap servers
 * @param mails the folder of the mail sink
 */
public record Endpoints(
    String contract, String rma, String notification, String kafka, Path mails) {}
