/**
 * Makes the OpenAPI document of a service: springdoc finds the operations and shows them, and here
 * is said what they take and answer, as it is read and written.
 */
@NullMarked
package io.rmaflow.kit.web.openapi;

import org.jspecify.annotations.NullMarked;
