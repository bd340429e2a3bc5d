import { regionOf } from './region.ts';

/**
 * Grams of CO2 equivalents for a kilowatt-hour from the grid where a region is, whatever its owner buys: Cloud Carbon
 * Footprint's methodology, appendix V (https://github.com/cloud-carbon-footprint/cloud-carbon-footprint at 651dfe2,
 * microsite/docs/HowItWorks/Methodology.md), from EPA's eGRID, the European Environment Agency and carbonfootprint.com's
 * factors of March 2022 for electricity in 2021. Its code has older ones.
 */
const GRAMS_PER_KWH: Readonly<Record<string, number>> = {
  'us-east-1': 379.069,
  'us-east-2': 410.608,
  'us-west-1': 322.167,
  'us-west-2': 322.167,
  'af-south-1': 900.6,
  'ap-east-1': 710,
  'ap-south-1': 708.2,
  'ap-northeast-1': 465.8,
  'ap-northeast-2': 415.6,
  'ap-northeast-3': 465.8,
  'ap-southeast-1': 408,
  'ap-southeast-2': 760,
  'ca-central-1': 120,
  'eu-central-1': 311,
  'eu-west-1': 278.6,
  'eu-west-2': 225,
  'eu-west-3': 51.1,
  'eu-south-1': 213.4,
  'eu-north-1': 8.8,
  'me-south-1': 505.9,
  'sa-east-1': 61.7,
};

/** Kilograms of CO2 equivalents for a kilowatt-hour in a zone; undefined where that is in no table. */
export function gridIntensity(zone: string): number | undefined {
  const grams = GRAMS_PER_KWH[regionOf(zone) ?? ''];
  return grams === undefined ? undefined : grams / 1000;
}
