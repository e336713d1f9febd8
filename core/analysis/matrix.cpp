// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/matrix.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace highwater::analysis {

Matrix Matrix::identity(std::size_t size)
{
    Matrix one(size, size);
    for (std::size_t i = 0; i < size; ++i) {
        one(i, i) = 1.0;
    }
    return one;
}

Matrix& Matrix::operator+=(const Matrix& other)
{
    std::transform(m_entries.begin(), m_entries.end(), other.m_entries.begin(), m_entries.begin(), std::plus<>());
    return *this;
}

Matrix& Matrix::operator*=(double factor)
{
    for (double& entry : m_entries) {
        entry *= factor;
    }
    return *this;
}

Matrix operator*(const Matrix& a, const Matrix& b)
{
    Matrix product(a.rows(), b.columns());
    for (std::size_t i = 0; i < a.rows(); ++i) {
        for (std::size_t k = 0; k < a.columns(); ++k) {
            const double factor = a(i, k);
            for (std::size_t j = 0; factor != 0.0 && j < b.columns(); ++j) {
                product(i, j) += factor * b(k, j);
            }
        }
    }
    return product;
}

Matrix operator+(Matrix a, const Matrix& b)
{
    return a += b;
}

Matrix operator-(Matrix a, const Matrix& b)
{
    Matrix minus = b;
    minus *= -1.0;
    return a += minus;
}

std::vector<double> operator*(const std::vector<double>& row, const Matrix& m)
{
    std::vector<double> product(m.columns());
    for (std::size_t i = 0; i < m.rows(); ++i) {
        for (std::size_t j = 0; j < m.columns(); ++j) {
            product[j] += row[i] * m(i, j);
        }
    }
    return product;
}

double dot(std::span<const double> a, std::span<const double> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

namespace {

/// Makes a the identity by operations on rows, and does the same to b.
void eliminate(Matrix& a, Matrix& b)
{
    const std::size_t size = a.rows();
    for (std::size_t column = 0; column < size; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < size; ++row) {
            pivot = std::abs(a(row, column)) > std::abs(a(pivot, column)) ? row : pivot;
        }
        const double scale = 1.0 / a(pivot, column);
        for (Matrix* m : {&a, &b}) {
            for (std::size_t j = 0; j < m->columns(); ++j) {
                std::swap((*m)(pivot, j), (*m)(column, j));
                (*m)(column, j) *= scale;
            }
        }
        for (std::size_t row = 0; row < size; ++row) {
            const double factor = a(row, column);
            if (row == column || factor == 0.0) {
                continue;
            }
            for (Matrix* m : {&a, &b}) {
                for (std::size_t j = 0; j < m->columns(); ++j) {
                    (*m)(row, j) -= factor * (*m)(column, j);
                }
            }
        }
    }
}

} // namespace

std::vector<double> solveRow(const Matrix& a, const std::vector<double>& b)
{
    const std::size_t size = a.rows();
    Matrix transposed(size, size);
    Matrix side(size, 1);
    for (std::size_t i = 0; i < size; ++i) {
        side(i, 0) = b[i];
        for (std::size_t j = 0; j < size; ++j) {
            transposed(i, j) = a(j, i);
        }
    }
    eliminate(transposed, side);
    std::vector<double> x(size);
    for (std::size_t i = 0; i < size; ++i) {
        x[i] = side(i, 0);
    }
    return x;
}

Matrix inverse(const Matrix& a)
{
    Matrix rest = a;
    Matrix result = Matrix::identity(a.rows());
    eliminate(rest, result);
    return result;
}

Matrix exponential(const Matrix& a, double t)
{
    const std::size_t size = a.rows();
    double fastest = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        fastest = std::max(fastest, -a(i, i));
    }
    if (!(fastest * t > 0.0)) {
        return Matrix::identity(size);
    }
    int halvings = 0;
    double events = fastest * t; // of the uniformised chain
    for (; events > 0.5; events /= 2.0) {
        ++halvings;
    }
    Matrix jump = a;
    jump *= 1.0 / fastest;
    jump += Matrix::identity(size);
    Matrix term = Matrix::identity(size);
    term *= std::exp(-events);
    Matrix sum = term;
    constexpr int terms = 18; // 0.5^18 / 18! is below 1e-21
    for (int n = 1; n <= terms; ++n) {
        term = term * jump;
        term *= events / n;
        sum += term;
    }
    for (int i = 0; i < halvings; ++i) {
        sum = sum * sum;
    }
    return sum;
}

} // namespace highwater::analysis
