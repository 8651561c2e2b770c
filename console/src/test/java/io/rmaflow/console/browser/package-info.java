/** The console as persons see it: the whole system, once for all tests, and a browser. */
@NullMarked
package io.rmaflow.console.browser;

import org.jspecify.annotations.NullMarked;
