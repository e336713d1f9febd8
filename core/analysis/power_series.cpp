// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/power_series.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

namespace highwater::analysis {

namespace {

using Complex = std::complex<double>;

/// Without the checks for infinities that the operator makes.
Complex times(Complex a, Complex b)
{
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// The discrete Fourier transform in place; the size is a power of 2. direction: 1, or -1 for the inverse without its factor.
void transform(std::vector<Complex>& x, int direction)
{
    const std::size_t size = x.size();
    for (std::size_t i = 1, j = 0; i < size; ++i) {
        std::size_t bit = size / 2;
        for (; (j & bit) != 0; bit /= 2) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            std::swap(x[i], x[j]);
        }
    }
    std::vector<Complex> roots(size / 2);
    for (std::size_t i = 0; i < roots.size(); ++i) {
        roots[i] = std::polar(1.0, direction * 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
    }
    for (std::size_t length = 2; length <= size; length *= 2) {
        const std::size_t half = length / 2;
        const std::size_t stride = size / length;
        for (std::size_t begin = 0; begin < size; begin += length) {
            for (std::size_t k = 0; k < half; ++k) {
                const Complex odd = times(x[begin + k + half], roots[k * stride]);
                x[begin + k + half] = x[begin + k] - odd;
                x[begin + k] += odd;
            }
        }
    }
}

std::vector<double> product(const std::vector<double>& a, const std::vector<double>& b, std::size_t terms)
{
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(2, a.size() + b.size()));
    // One transform of a + i b holds the transforms of both; its square's imaginary part is twice the product.
    std::vector<Complex> both(size);
    for (std::size_t i = 0; i < size; ++i) {
        both[i] = {i < a.size() ? a[i] : 0.0, i < b.size() ? b[i] : 0.0};
    }
    transform(both, 1);
    for (Complex& value : both) {
        value = times(value, value);
    }
    transform(both, -1);
    std::vector<double> result(terms);
    for (std::size_t i = 0; i < std::min(terms, size); ++i) {
        result[i] = both[i].imag() / 2.0 / static_cast<double>(size);
    }
    return result;
}

} // namespace

std::vector<double> productOf(const std::vector<double>& a, const std::vector<double>& b)
{
    return product(a, b, a.size());
}

std::vector<double> reciprocalOf(const std::vector<double>& a)
{
    std::vector<double> inverse{1.0 / a[0]};
    while (inverse.size() < a.size()) {
        const std::size_t terms = std::min(2 * inverse.size(), a.size());
        const std::vector<double> head(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(terms));
        std::vector<double> rest = product(head, inverse, terms);
        for (double& term : rest) {
            term = -term;
        }
        rest[0] += 2.0;
        inverse = product(inverse, rest, terms);
    }
    return inverse;
}

} // namespace highwater::analysis
