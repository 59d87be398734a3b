/** A project that is not ours: its tests are run under control, and some fail on purpose. */
@NullMarked
package com.example.bank;

import org.jspecify.annotations.NullMarked;
