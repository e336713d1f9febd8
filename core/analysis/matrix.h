// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace highwater::analysis {

/// A small dense matrix; a plain value.
class Matrix
{
public:
    Matrix(std::size_t rows, std::size_t columns) : m_rows(rows), m_columns(columns), m_entries(rows * columns) {}
    static Matrix identity(std::size_t size);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t columns() const { return m_columns; }
    double& operator()(std::size_t row, std::size_t column) { return m_entries[row * m_columns + column]; }
    double operator()(std::size_t row, std::size_t column) const { return m_entries[row * m_columns + column]; }

    Matrix& operator+=(const Matrix& other);
    Matrix& operator*=(double factor);

private:
    std::size_t m_rows;
    std::size_t m_columns;
    std::vector<double> m_entries;
};

Matrix operator*(const Matrix& a, const Matrix& b);
Matrix operator+(Matrix a, const Matrix& b);
Matrix operator-(Matrix a, const Matrix& b);
/// row * m
std::vector<double> operator*(const std::vector<double>& row, const Matrix& m);

double dot(std::span<const double> a, std::span<const double> b);

/// The row x with x * a = b, by elimination with pivots. a is square; a singular one gives numbers that are not finite.
std::vector<double> solveRow(const Matrix& a, const std::vector<double>& b);
/// a^-1, as solveRow().
Matrix inverse(const Matrix& a);

/// exp(a * t) of the rates of a Markov chain with absorption: no negative entry off the diagonal, row sums of at most 0; t >= 0.
/// By uniformisation and squaring: every term is positive, so that small probabilities keep their digits.
Matrix exponential(const Matrix& a, double t);

} // namespace highwater::analysis
