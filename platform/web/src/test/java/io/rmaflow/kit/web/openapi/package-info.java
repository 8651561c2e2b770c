/** How operations, requests and answers are described. */
@NullMarked
package io.rmaflow.kit.web.openapi;

import org.jspecify.annotations.NullMarked;
