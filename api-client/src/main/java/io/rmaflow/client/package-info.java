/**
 * The way to the services. What they can be asked lies below it, a package for each, generated from
 * the documents that they serve.
 */
@NullMarked
package io.rmaflow.client;

import org.jspecify.annotations.NullMarked;
