package io.rmaflow.notification.wording;

/**
 * A mail in words; no person is named in it, so it may be kept in the log.
 *
 * @param text the plain-text alternative
 * @param html the HTML alternative
 */
public record RenderedMail(Language language, String subject, String text, String html) {}
