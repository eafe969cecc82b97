// SPDX-License-Identifier: Apache-2.0
// What helps a scanner that found nothing: the same picture, smoother, larger or crisper.

#pragma once

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// Each pixel the mean of the 3 by 3 around it: takes noise away.
Picture blurred(const Picture& picture);

/// Twice as wide and high, pixels in between interpolated: a module gets more pixels to be found
/// by.
Picture enlarged(const Picture& picture);

/// Edges steeper: takes away some of what an unsteady hand or a poor focus did.
Picture sharpened(const Picture& picture);

}  // namespace vaxcert::qr
