/**
 * Persons' data under a key for each person: deleting the key makes all of it unreadable, wherever
 * it lies.
 */
@NullMarked
package io.rmaflow.kit.sealing;

import org.jspecify.annotations.NullMarked;
