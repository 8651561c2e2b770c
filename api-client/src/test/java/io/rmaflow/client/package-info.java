@NullMarked
package io.rmaflow.client;

import org.jspecify.annotations.NullMarked;
