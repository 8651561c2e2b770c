@NullMarked
package io.rmaflow.rma.persons;

import org.jspecify.annotations.NullMarked;
