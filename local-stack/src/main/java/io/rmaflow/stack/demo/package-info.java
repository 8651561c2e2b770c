/** The demonstration: a case played step by step against running services, as their users would. */
@NullMarked
package io.rmaflow.stack.demo;

import org.jspecify.annotations.NullMarked;
