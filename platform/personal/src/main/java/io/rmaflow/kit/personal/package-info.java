/**
 * The only place where a service keeps personal data: persons, addresses and free texts, each
 * behind an ID that everything else refers to.
 */
@NullMarked
package io.rmaflow.kit.personal;

import org.jspecify.annotations.NullMarked;
