package io.rmaflow.events;

/**
 * One fact of one stream. The records behind it are grouped into sealed families, one for each kind
 * of stream; the name and version on the wire are declared by {@link Wire}.
 */
public interface DomainEvent {}
