/**
 * How the components of a request's record are read: annotations for texts, and types for what JSON
 * tells beyond a value.
 */
@NullMarked
package io.rmaflow.kit.web.fields;

import org.jspecify.annotations.NullMarked;
