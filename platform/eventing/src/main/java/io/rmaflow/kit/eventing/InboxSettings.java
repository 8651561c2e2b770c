package io.rmaflow.kit.eventing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events of other services are taken in.
 *
 * @param concurrency consumers of a topic in one process, at least 1
 * @param sessionTimeout after how long the partitions of a dead process go to another one
 * @param retryInterval how long to wait before a record is tried again after a passing failure
 * @param stalledAfter how long a partition may stand still while records wait in it, before that is
 *     taken for a fault
 */
@ConfigurationProperties("rmaflow.inbox")
public record InboxSettings(
    @DefaultValue("1") int concurrency,
    @DefaultValue("6s") Duration sessionTimeout,
    @DefaultValue("500ms") Duration retryInterval,
    @DefaultValue("1m") Duration stalledAfter) {}
