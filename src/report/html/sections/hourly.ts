import type { Report } from '../../../domain/report-model.ts'
import { hourlyFigure } from '../hourly-figure.ts'
import type { Section } from '../section.ts'

export const hourlySection = (report: Report): Section => ({
  id: 'hourly',
  title: 'label/hourly',
  body: hourlyFigure(report),
})
