package io.rmaflow.kit.deadline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deadlines are watched.
 *
 * @param pollingInterval how often to look for due ones, by the machine's clock; at most so late a
 *     deadline fires
 */
@ConfigurationProperties("rmaflow.deadlines")
public record DeadlineSettings(@DefaultValue("500ms") Duration pollingInterval) {}
