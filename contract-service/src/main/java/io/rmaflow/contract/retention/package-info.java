/** For how long this service keeps what it knows of persons. */
@NullMarked
package io.rmaflow.contract.retention;

import org.jspecify.annotations.NullMarked;
