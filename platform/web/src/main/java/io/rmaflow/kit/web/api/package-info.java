/**
 * What the calls of a service are for others: their description in OpenAPI, made of the handlers,
 * the records that they take and answer, and what their comments say.
 */
@NullMarked
package io.rmaflow.kit.web.api;

import org.jspecify.annotations.NullMarked;
