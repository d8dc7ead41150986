/// Tests of `service`.
@NullMarked
package org.whybounce.service;

import org.jspecify.annotations.NullMarked;
