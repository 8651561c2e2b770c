@org.jspecify.annotations.NullMarked
package io.rmaflow.examples.logistics;
