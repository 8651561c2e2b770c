/** What is recorded of persons whom requests name: nothing but that they were erased. */
@NullMarked
package io.rmaflow.rma.persons;

import org.jspecify.annotations.NullMarked;
