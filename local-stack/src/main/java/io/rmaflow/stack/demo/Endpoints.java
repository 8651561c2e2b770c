package io.rmaflow.stack.demo;

/**
 * Where a running system is.
 *
 * @param contract base URL of contract-service, without a slash at the end; the others likewise
 * @param kafka bootstrap servers
 */
public record Endpoints(String contract, String rma, String notification, String kafka) {}
