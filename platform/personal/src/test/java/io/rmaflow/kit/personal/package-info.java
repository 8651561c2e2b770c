/** Tests of the personal data that a service keeps. */
@NullMarked
package io.rmaflow.kit.personal;

import org.jspecify.annotations.NullMarked;
