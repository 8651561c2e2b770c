@org.jspecify.annotations.NullMarked
package io.rmaflow.kit.defaults;
